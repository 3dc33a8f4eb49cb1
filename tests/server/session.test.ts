import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Owners } from '$lib/server/owners';
import { sealOf } from '$lib/server/seal';
import { madeSecret } from '$lib/server/secret';
import { credentialsFor, Sessions } from '$lib/server/session';

const folder = mkdtempSync(join(tmpdir(), 'session-'));
afterAll(() => rmSync(folder, { recursive: true }));
const never = (sentence: string) => {
	throw new Error(sentence);
};
const sessions = (...secrets: string[]) => new Sessions({ secrets, lasts: 60_000 });
const value = (cookie: string | undefined) => cookie?.split(';')[0] ?? '';

describe('seal', () => {
	const seal = sealOf('a secret of some length', 'test');

	it('gives back what it closed, and hides it', () => {
		const sealed = seal.close('naïve “text”');
		expect(seal.open(sealed)).toBe('naïve “text”');
		expect(sealed).toMatch(/^[\w-]+$/);
		expect(seal.close('naïve “text”')).not.toBe(sealed);
	});

	it('opens nothing that was changed, cut, or closed with another secret or for another purpose', () => {
		const sealed = seal.close('text');
		for (let at = 0; at < sealed.length; at++) {
			const other = sealed[at] === 'A' ? 'B' : 'A';
			const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
			if (Buffer.from(changed, 'base64url').equals(Buffer.from(sealed, 'base64url'))) continue;
			expect(seal.open(changed)).toBeUndefined();
		}
		for (const text of ['', 'x', sealed.slice(0, -4), `${sealed}AAAA`])
			expect(seal.open(text)).toBeUndefined();
		expect(sealOf('another secret of length', 'test').open(sealed)).toBeUndefined();
		expect(sealOf('a secret of some length', 'other').open(sealed)).toBeUndefined();
	});
});

describe('sessions', () => {
	const credentials = { kind: 'basic', username: 'ann', password: 'hunter2' } as const;

	it('travel sealed in a cookie that no script and no other site gets', () => {
		const mine = sessions('secret one');
		const session = mine.signIn(mine.begin(), 'prod', credentials);
		const cookie = sessions('secret one').write(session, '3000', false);
		expect(cookie).toMatch(
			/^workbench-session-3000=[\w-]+; Path=\/api; Max-Age=2592000; HttpOnly; SameSite=Strict$/
		);
		expect(cookie).not.toContain('hunter2');
		expect(sessions('secret one').write(session, '', true)).toMatch(/^workbench-session=.*; Secure$/);
		expect(sessions('secret one').read(`a=b; ${value(cookie)}; c`, '3000')).toEqual(session);
	});

	it('are not read from another port, another secret, a changed cookie, or after their time', () => {
		const mine = sessions('secret one');
		const cookie = value(mine.write(mine.begin(), '3000', false));
		expect(mine.read(cookie, '3001')).toBeUndefined();
		expect(mine.read(null, '3000')).toBeUndefined();
		expect(mine.read(`${cookie}xxxx`, '3000')).toBeUndefined();
		expect(mine.read('workbench-session-3000=', '3000')).toBeUndefined();
		expect(sessions('secret two').read(cookie, '3000')).toBeUndefined();
		expect(mine.read(cookie, '3000', Date.now() + 31 * 86_400_000)).toBeUndefined();
	});

	it('outlive a change of the secret while the old one is still named', () => {
		const old = sessions('secret one');
		const session = old.begin();
		const cookie = value(old.write(session, '', false));
		expect(sessions('secret two', 'secret one').read(cookie, '')).toEqual(session);
	});

	it('are not written when a browser would not keep them', () => {
		const mine = sessions('s');
		const session = mine.signIn(mine.begin(), 'a', { kind: 'bearer', token: 'x'.repeat(4000) });
		expect(mine.write(session, '', false)).toBeUndefined();
	});

	it('forget a sign-in after its time or on request, and stay the same session', () => {
		const mine = sessions('s');
		const session = mine.signIn(mine.signIn(mine.begin(0), 'a', credentials, 0), 'b', credentials, 30_000);
		expect(credentialsFor(session, 'a', 59_999)).toEqual(credentials);
		expect(credentialsFor(session, 'a', 60_000)).toBeUndefined();
		expect(credentialsFor(session, 'toString', 0)).toBeUndefined();
		const later = mine.renew(session, 60_000);
		expect([later.id, Object.keys(later.signedIn)]).toEqual([session.id, ['b']]);
		expect(credentialsFor(mine.signOut(session, 'b'), 'b', 30_001)).toBeUndefined();
	});
});

describe('the secret that is made', () => {
	it('is kept for its owner only, and is the same after a restart', () => {
		const made = madeSecret(join(folder, 'new'), never);
		expect(madeSecret(join(folder, 'new'), never)).toBe(made);
		expect(statSync(join(folder, 'new/session-secret')).mode & 0o777).toBe(0o600);
	});

	it('is one for this run, said, where it cannot be kept', () => {
		const said: string[] = [];
		const blocked = join(folder, 'new/session-secret');
		expect(madeSecret(blocked, (sentence) => said.push(sentence)).length).toBeGreaterThan(20);
		expect(said).toEqual([expect.stringContaining('Set WORKBENCH_SECRET')]);
	});
});

describe('owners', () => {
	const path = join(folder, 'owners.jsonl');

	it('remember who started a query, on which cluster, over a restart', () => {
		const owners = new Owners(path, never);
		owners.claim('prod', 'id1', 'session:a');
		owners.claim('prod', 'id2', 'user:"odd" \\ name\n');
		const later = new Owners(path, never);
		expect(later.ownerOf('prod', 'id1')).toBe('session:a');
		expect(later.ownerOf('prod', 'id2')).toBe('user:"odd" \\ name\n');
		expect(later.ownerOf('eu', 'id1')).toBeUndefined();
		expect(readFileSync(path, 'utf8')).not.toContain('id1');
	});

	it('forget after a month, and pass over lines they did not write', () => {
		const owners = new Owners(path, never);
		owners.claim('prod', 'old', 'session:a', Date.now() - 31 * 86_400_000);
		expect(new Owners(path, never).ownerOf('prod', 'old')).toBeUndefined();
		expect(new Owners(join(folder, 'gone', 'x'), () => undefined).ownerOf('prod', 'id1')).toBeUndefined();
	});

	it('say once that they cannot be kept, and go on', () => {
		const said: string[] = [];
		const owners = new Owners(join(folder, 'gone', 'owners'), (sentence) => said.push(sentence));
		owners.claim('prod', 'id', 'session:a');
		expect(owners.ownerOf('prod', 'id')).toBe('session:a');
		expect(said).toHaveLength(1);
	});
});
