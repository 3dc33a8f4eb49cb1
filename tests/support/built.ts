import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo;
	probe.close();
	return port;
}

/** The built server, as `npm run preview` starts it. `first`: its first line, or the code it ended with. */
export async function startBuilt(env: Record<string, string>) {
	const port = env.PORT ?? String(await freePort());
	const child = spawn(process.execPath, ['scripts/start.js', '--no-build'], {
		env: { ...process.env, PORT: port, ...env }
	});
	const lines: string[] = [];
	createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
	const exited = once(child, 'exit').then(([code]) => code as number);
	const listening = once(createInterface({ input: child.stdout }), 'line').then(([line]) => line as string);
	const first = await Promise.race([listening, exited]);
	return {
		first,
		lines,
		exited,
		pid: child.pid,
		url: `http://127.0.0.1:${port}`,
		stop: () => (child.kill(), exited)
	};
}
