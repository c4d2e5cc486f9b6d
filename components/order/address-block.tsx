import type { Address } from "#lib/address.ts";

/** An address as it is written on a parcel. */
export function AddressBlock({ title, address }: { title: string; address: Address | null }) {
  return (
    <section>
      <h2 className="mb-2 text-xl">{title}</h2>
      {address === null ? (
        <p className="text-ink-soft">None</p>
      ) : (
        <address className="flex flex-col not-italic">
          {address.name && <span>{address.name}</span>}
          <span>{address.street}</span>
          <span>
            {address.postalCode} {address.city}, {address.stateOrRegion}
          </span>
          <span>{address.country}</span>
          {address.phoneNumber && <span className="figures text-ink-soft">{address.phoneNumber}</span>}
        </address>
      )}
    </section>
  );
}
