type AlsoHeldBy = (pid: number) => void;

export function oneAtATime(lock: string, work: (alsoHeldBy: AlsoHeldBy) => Promise<void>): Promise<void>;
