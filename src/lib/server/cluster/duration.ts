import { failure, Refusal } from './failure';

const unitMillis: Readonly<Record<string, number>> = {
	nanos: 1e-6,
	micros: 1e-3,
	ms: 1,
	s: 1000,
	m: 60_000,
	h: 3_600_000,
	d: 86_400_000
};

/** Elasticsearch's time value (`30s`, `5d`, `0`, `-1`) → milliseconds. Refuses with the setting's name. */
export function readDuration(text: string, setting: string): number {
	const trimmed = text.trim();
	const unit = /(nanos|micros|ms|s|m|h|d)$/i.exec(trimmed)?.[1];
	if (unit === undefined || unit === 'M') {
		if (/^-0*1$/.test(trimmed)) return -1;
		if (/^0+$/.test(trimmed)) return 0;
		return refuseTime(`${valueOf(setting, text)}: unit is missing or unrecognized`);
	}
	const amount = trimmed.slice(0, -unit.length).trim();
	if (/^-?\d+\.\d*$/.test(amount))
		return refuseTime(`failed to parse [${text}], fractional time values are not supported`);
	if (!/^-?\d+$/.test(amount)) return refuseTime(`failed to parse [${text}]`);
	const count = Number(amount);
	if (count < -1 || (count === -1 && unit !== 'ms'))
		return refuseTime(`${valueOf(setting, text)}: negative durations are not supported`);
	return count * unitMillis[unit.toLowerCase()];
}

const valueOf = (setting: string, text: string) =>
	`failed to parse setting [${setting}] with value [${text}] as a time value`;

function refuseTime(reason: string): never {
	throw new Refusal(failure(400, 'illegal_argument_exception', reason));
}
