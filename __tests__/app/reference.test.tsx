import { expect, it } from "@jest/globals";
import { render, screen } from "@testing-library/react";
import ErrorPage from "@/app/error";

const show = (error: unknown) => render(<ErrorPage error={error} retry={() => undefined} />);

it("an error page says what the log calls the failure", () => {
  show(
    Object.assign(new Error("An error occurred in the Server Components render."), { digest: "1955377730" }),
  );
  expect(screen.getByText(/tell us this reference/)).toHaveTextContent("1955377730");
});

it.each([new Error("in the browser"), "thrown words", null])("and has nothing to say of %p", (error) => {
  show(error);
  expect(screen.queryByText(/reference/)).toBeNull();
});
