const key = 'workbench:window';

/** The name of this window, kept across reloads. A duplicated window starts with the name of the other. */
export function windowName(): string {
	try {
		return sessionStorage.getItem(key) ?? renameWindow();
	} catch {
		return 'only';
	}
}

/** Gives the window a new name. */
export function renameWindow(): string {
	const name = crypto.randomUUID();
	try {
		sessionStorage.setItem(key, name);
		return name;
	} catch {
		return 'only';
	}
}
