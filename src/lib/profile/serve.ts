import { chromeTrace } from './export/chrome';
import { profileJson } from './export/json';
import { profilePage } from './export/page';
import { speedscope } from './export/speedscope';
import type { FromDesk, Opened, Source, ToDesk } from './messages';
import type { Profile } from './model';
import { findProfiles, type Found, readProfile } from './parse';
import { Redactor } from './redact';
import { type QueryText, reportOn } from './report';
import { buffersOf } from './timeline';

/** The desk's end of the channel: a worker's global scope, or a `MessagePort`. */
export interface DeskPort {
	postMessage(message: FromDesk, options: { readonly transfer: Transferable[] }): void;
	addEventListener(type: 'message', listener: (event: MessageEvent<ToDesk>) => void): void;
}

interface Held {
	readonly profile: Profile;
	readonly holder: unknown;
	query: QueryText | undefined;
}

/** Serves profiles over `port`: reads and keeps them, and answers what is asked about them. */
export function serve(port: DeskPort): void {
	const desk = new Desk((message, transfer = []) => port.postMessage(message, { transfer }));
	port.addEventListener('message', ({ data }) => void desk.receive(data));
}

class Desk {
	readonly #post: (message: FromDesk, transfer?: Transferable[]) => void;
	readonly #held = new Map<number, Held>();
	readonly #redactor = new Redactor(crypto.getRandomValues(new Uint32Array(4)).join('-'));
	#last = 0;

	constructor(post: (message: FromDesk, transfer?: Transferable[]) => void) {
		this.#post = post;
	}

	async receive(message: ToDesk): Promise<void> {
		if (message.kind === 'drop') return void this.#held.delete(message.profile);
		const { request } = message;
		try {
			await this.#answer(message);
		} catch (error) {
			const reason = `The profile could not be read: ${error instanceof Error ? error.message : String(error)}`;
			this.#post({ kind: 'refused', request, reason });
		}
	}

	async #answer(message: Exclude<ToDesk, { kind: 'drop' }>): Promise<void> {
		const { request } = message;
		if (message.kind === 'open') {
			const found = await find(message.source, message.name);
			if (found.kind === 'refused') return this.#post({ ...found, request });
			const held = found.profiles.map((one): Held => ({ ...one, query: message.query }));
			return this.#opened(
				request,
				held.map((one) => this.#keep(one))
			);
		}
		const held = this.#held.get(message.profile);
		if (!held) return this.#post({ kind: 'refused', request, reason: 'This profile was closed.' });
		switch (message.kind) {
			case 'explain':
				held.query = message.query;
				return this.#opened(request, [
					{ profile: message.profile, report: reportOn(held.profile, held.query) }
				]);
			case 'driver':
				return this.#post({ kind: 'driver', request, driver: held.profile.drivers[message.index] });
			case 'export':
				return this.#post({
					kind: 'exported',
					request,
					blob: exported(held, message.format, message.redact ? this.#redactor : undefined)
				});
		}
	}

	#keep(held: Held): Opened {
		const profile = ++this.#last;
		this.#held.set(profile, held);
		return { profile, report: reportOn(held.profile, held.query) };
	}

	#opened(request: number, opened: readonly Opened[]): void {
		const transfer = opened.flatMap(({ report }) => buffersOf(report.timeline));
		this.#post({ kind: 'opened', request, opened }, transfer);
	}
}

async function find(source: Source, name: string): Promise<Found> {
	return findProfiles(source.kind === 'text' ? source.text : await source.blob.text(), name);
}

function exported(held: Held, format: 'json' | 'chrome' | 'speedscope' | 'html', redactor?: Redactor): Blob {
	const { profile, holder, query } = held;
	const file = profileJson(profile, holder, query?.text, redactor);
	const shown = redactor ? readProfile(JSON.parse(file), redactor.name(profile.name)) : profile;
	switch (format) {
		case 'json':
			return new Blob([file], { type: 'application/json' });
		case 'chrome':
			return new Blob([chromeTrace(shown)], { type: 'application/json' });
		case 'speedscope':
			return new Blob([speedscope(shown)], { type: 'application/json' });
		case 'html':
			return new Blob([profilePage(reportOn(shown, redactor ? undefined : query), file)], {
				type: 'text/html'
			});
	}
}
