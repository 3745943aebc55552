import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A deployment as Convex Cloud provides it. */
export interface CloudDeployment {
  url: string;
  adminKey: string;
}

/**
 * A stand-in for the Convex Cloud API, from which the CLI gets a deployment. The CLI uses the API at
 * CONVEX_PROVISION_HOST. The stand-in records the name in each request, such as `prod`, `preview blue/door` or
 * `happy-otter-123`, and always answers with the same deployment.
 */
export class ConvexCloud {
  /** The names in the CLI's requests, in order. */
  readonly asked: string[] = [];

  private constructor(
    private readonly server: Server,
    private readonly deployment: CloudDeployment,
  ) {}

  static async start(deployment: CloudDeployment): Promise<ConvexCloud> {
    const server = createServer();
    const cloud = new ConvexCloud(server, deployment);
    server.on("request", (request, response) => {
      let body = "";
      request.on("data", (data: Buffer) => (body += data.toString()));
      request.on("end", () => {
        const answer = cloud.answer(request.url ?? "", body === "" ? {} : (JSON.parse(body) as Body));
        response.writeHead(answer === null ? 404 : 200, { "content-type": "application/json" });
        response.end(JSON.stringify(answer ?? { code: "NotFound", message: `nothing at ${request.url}` }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return cloud;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(path: string, body: Body): unknown {
    if (path.includes("team_and_project"))
      return { team: "team", project: "project", isDefault: true, reference: "prod" };
    if (path.startsWith("/v1/teams/")) return { id: 1, name: "project", slug: "project" };
    const name = nameIn(path, body);
    if (name === null) return null;
    this.asked.push(name);
    if (path.endsWith("/url_for_key")) return this.deployment.url;
    return {
      ...this.deployment,
      deploymentName: "happy-otter-123",
      deploymentType: "prod",
      reference: "prod",
      isDefault: true,
    };
  }
}

interface Body {
  deployKey?: string;
  deploymentName?: string;
  previewName?: string;
  selectedDeploymentName?: string;
  deploymentType?: string;
}

function nameIn(path: string, body: Body): string | null {
  const asked: Readonly<Record<string, string | undefined>> = {
    url_for_key: `key ${body.deployKey?.split("|")[0]}`,
    authorize_prod: `prod beside ${body.deploymentName}`,
    authorize_preview: `preview ${body.previewName}`,
    authorize_within_current_project: body.selectedDeploymentName,
    provision_and_authorize: `${body.deploymentType} of the project`,
  };
  return asked[path.split("/").at(-1) ?? ""] ?? null;
}
