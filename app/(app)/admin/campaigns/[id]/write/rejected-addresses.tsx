import { Alert } from "@mantine/core";
import * as messages from "@/lib/messages/campaign-write";

/** Shows the addresses of links and images that the mail would omit, so that they can be corrected. */
export function RejectedAddresses({ addresses }: { addresses: readonly string[] }) {
  if (addresses.length === 0) return null;
  return (
    <Alert color="brass" title={messages.REJECTED_ADDRESSES} role="status">
      {addresses.map((address) => (
        <div key={address} style={{ overflowWrap: "anywhere" }}>
          {address === "" ? messages.EMPTY_ADDRESS : <code>{shortened(address)}</code>}
        </div>
      ))}
      {messages.REJECTED_ADDRESSES_HINT}
    </Alert>
  );
}

/** Shortens an address for display. The address of a pasted image is a data URL of many thousand characters. */
const shortened = (address: string) => (address.length > 120 ? `${address.slice(0, 119)}…` : address);
