import { ownTime } from '../driver';
import type { Profile } from '../model';
import { shortName } from '../operator';

/**
 * A file for speedscope: stacks of node, role and operator weighted with the operator's own time. What a driver's CPU
 * time has beyond its operators is a frame of its own.
 */
export function speedscope(profile: Profile): string {
	const frames: string[] = [];
	const known = new Map<string, number>();
	const frame = (name: string) => {
		const at = known.get(name) ?? frames.push(name) - 1;
		known.set(name, at);
		return at;
	};
	const samples: number[][] = [];
	const weights: number[] = [];
	const add = (names: readonly string[], weight: number) => {
		samples.push(names.map(frame));
		weights.push(Math.round(weight));
	};
	for (const driver of profile.drivers) {
		const base = [driver.place, driver.role];
		for (const { name, nanos = 0 } of driver.operators) if (nanos > 0) add([...base, shortName(name)], nanos);
		const rest = (driver.cpu ?? 0) - ownTime(driver);
		if (rest > 0) add([...base, '(no operator)'], rest);
	}
	return JSON.stringify({
		$schema: 'https://www.speedscope.app/file-format-schema.json',
		name: profile.name,
		exporter: 'ES|QL Workbench',
		shared: { frames: frames.map((name) => ({ name })) },
		profiles: [
			{
				type: 'sampled',
				name: 'CPU time of operators',
				unit: 'nanoseconds',
				startValue: 0,
				endValue: weights.reduce((sum, weight) => sum + weight, 0),
				samples,
				weights
			}
		]
	});
}
