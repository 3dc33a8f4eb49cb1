import type { Credentials } from './config';

/** Credentials as an Authorization header. */
export function authorization(credentials: Credentials): string | undefined {
	switch (credentials.kind) {
		case 'none':
			return undefined;
		case 'apiKey':
			return `ApiKey ${credentials.key}`;
		case 'bearer':
			return `Bearer ${credentials.token}`;
		case 'basic':
			return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
	}
}
