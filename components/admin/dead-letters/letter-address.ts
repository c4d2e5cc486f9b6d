/** Which dead letters the list shows, as its address says it. */
export type LettersAsked = { type?: string; after?: string };

export function lettersAddress({ type, after }: LettersAsked = {}): string {
  const parameters = new URLSearchParams({ ...(type && { type }), ...(after && { after }) });
  return parameters.size === 0 ? "/admin/dead-letters" : `/admin/dead-letters?${parameters}`;
}

/** The address of one letter. */
export const letterAddress = ({ agent, callId }: { agent: string; callId: string }): string =>
  `/admin/dead-letters/letter?${new URLSearchParams({ agent, call: callId })}`;
