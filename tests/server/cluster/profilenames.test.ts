import { expect, it } from 'vitest';
import { withNames } from '$lib/server/cluster/profile/operators';

const names = new Map([
	['f1', 'host.name'],
	['f12', 'total'],
	['f"x', 'odd']
]);

it.each([
	['f12>100.0 AND f12<5000.0', 'total>100.0 AND total<5000.0'],
	["f1='f12' AND f1!='it''s f1'", "host.name='f12' AND host.name!='it''s f1'"],
	['"f1" IS NOT NULL', 'host.name IS NOT NULL'],
	['"f""x">1', 'odd>1'],
	["f2=1 OR contains(f1, 'f1')", "f2=1 OR contains(host.name, 'f1')"]
])('%s → %s', (filter, told) => expect(withNames(filter, names)).toBe(told));
