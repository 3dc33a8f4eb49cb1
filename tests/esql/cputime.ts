/** Milliseconds of processor time that this process has taken: a busy machine does not make them more. */
export const cpuTime = (): number => process.cpuUsage().user / 1000;
