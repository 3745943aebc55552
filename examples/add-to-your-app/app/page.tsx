"use client";

import { type FormEvent, useState } from "react";
import { authClient } from "@/lib/auth-client";

/** Signs in with email and password, as in Better Auth's guide for Convex. */
export default function Home() {
  const [problem, setProblem] = useState("");

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget);
    const [email, password] = [String(form.get("email")), String(form.get("password"))];
    const isNew = submitter?.getAttribute("value") === "sign-up";
    const { error } = isNew
      ? await authClient.signUp.email({ email, password, name: email })
      : await authClient.signIn.email({ email, password });
    if (error) setProblem(error.message ?? "Something went wrong.");
    else window.location.assign("/dashboard");
  }

  return (
    <form onSubmit={submit}>
      <h1>My app</h1>
      <label>
        Email <input name="email" type="email" required />
      </label>
      <label>
        Password <input name="password" type="password" required minLength={8} />
      </label>
      <button value="sign-in">Sign in</button>
      <button value="sign-up">Sign up</button>
      {problem ? <p role="alert">{problem}</p> : null}
    </form>
  );
}
