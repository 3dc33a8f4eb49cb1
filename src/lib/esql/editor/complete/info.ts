import type { CommandDefinition, FunctionDefinition } from '../../analysis/definitions';

interface Told {
	readonly head: string;
	readonly description: string;
	readonly example: string;
	readonly notes: readonly string[];
}

/** What a command does, as a node for the completion list. Its prose is loaded when it is first asked for. */
export const commandInfo =
	({ name, preview, since }: CommandDefinition) =>
	async (): Promise<Node> => {
		const { commandProse } = await import('../../analysis/definitions/commandprose');
		const { syntax, ...told } = commandProse.get(name) ?? { syntax: name, description: '', example: '' };
		return node({ head: syntax, ...told, notes: notes({ preview, since }) });
	};

/** What a function does. Its prose is loaded when it is first asked for. */
export const functionInfo =
	({ name, preview, license, since }: FunctionDefinition, head: string) =>
	async (): Promise<Node> => {
		const { prose } = await import('../../analysis/definitions/prose');
		const { description, example } = prose.get(name) ?? { description: '', example: '' };
		return node({ head, description, example, notes: notes({ preview, license, since }) });
	};

function notes(about: { preview: boolean; since?: string; license?: string }): string[] {
	return [
		...(about.since ? [`Since ${about.since}`] : []),
		...(about.preview ? ['Preview'] : []),
		...(about.license ? [`Needs a ${about.license} licence`] : [])
	];
}

function node({ head, description, example, notes }: Told): Node {
	const whole = document.createElement('div');
	const add = (name: 'code' | 'p' | 'small', text: string) => {
		if (text === '') return;
		const element = document.createElement(name);
		element.textContent = text;
		whole.append(element);
	};
	add('code', head);
	add('p', description);
	add('code', example);
	add('small', notes.join(' · '));
	return whole;
}
