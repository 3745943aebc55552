import { expect, it } from "@jest/globals";
import { render, screen } from "@testing-library/react";
import ErrorPage from "@/app/error";

const show = (error: unknown) => render(<ErrorPage error={error} retry={() => undefined} />);

it("an error page shows the reference under which the log has the failure", () => {
  show(
    Object.assign(new Error("An error occurred in the Server Components render."), { digest: "1955377730" }),
  );
  expect(screen.getByText(/tell us this reference/)).toHaveTextContent("1955377730");
});

it.each([new Error("in the browser"), "thrown words", null])(
  "an error page shows no reference for %p",
  (error) => {
    show(error);
    expect(screen.queryByText(/reference/)).toBeNull();
  },
);
