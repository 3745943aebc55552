import { ConvexBetterAuthProvider } from "@convex-dev/better-auth/react";
import { ConvexReactClient } from "convex/react";
import { createRoot } from "react-dom/client";
import { clientForProvider } from "./auth-client";
import { Dashboard } from "./dashboard";
import { Login } from "./login";
import "./styles.css";

const convex = new ConvexReactClient(import.meta.env.VITE_CONVEX_URL, { expectAuth: true });

const { pathname } = window.location;
if (pathname === "/") window.location.replace("/dashboard");

createRoot(document.getElementById("root")!).render(
  pathname.startsWith("/login") ? (
    <Login />
  ) : (
    <ConvexBetterAuthProvider client={convex} authClient={clientForProvider}>
      <Dashboard />
    </ConvexBetterAuthProvider>
  ),
);
