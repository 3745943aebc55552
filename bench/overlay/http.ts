import http from "./appHttp";
import { BASE_PATH, createStockAuth, stockComponent } from "./stockAuth";

stockComponent.registerRoutesLazy(http, (ctx) => createStockAuth(ctx), { basePath: BASE_PATH });

export default http;
