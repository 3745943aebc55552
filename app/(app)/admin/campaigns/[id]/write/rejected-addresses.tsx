import { Alert } from "@mantine/core";

/** Links and images that the mail would leave out, while their addresses can still be corrected. */
export function RejectedAddresses({ addresses }: { addresses: readonly string[] }) {
  if (addresses.length === 0) return null;
  return (
    <Alert color="brass" title="The mail leaves out these addresses" role="status">
      {addresses.map((address) => (
        <div key={address} style={{ overflowWrap: "anywhere" }}>
          {address === "" ? "an empty address" : <code>{shortened(address)}</code>}
        </div>
      ))}
      A link needs an address that begins with http:, https: or mailto:, an image one that begins with http:
      or https:. It must not contain a user name, or a variable before the path. A picture that was pasted has
      no address: upload it somewhere first.
    </Alert>
  );
}

/** A pasted picture is an address of many thousand characters. */
const shortened = (address: string) => (address.length > 120 ? `${address.slice(0, 119)}…` : address);
