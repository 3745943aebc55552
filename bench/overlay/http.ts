import http from "./appHttp";
import { authComponent } from "./auth";
import { BASE_PATH, createStockAuth } from "./stockAuth";

authComponent.registerRoutesLazy(http, (ctx) => createStockAuth(ctx), { basePath: BASE_PATH });

export default http;
