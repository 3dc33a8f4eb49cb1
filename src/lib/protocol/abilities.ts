/**
 * Features that a cluster is asked for by the names it gives them, where a version number does not tell. Source:
 * Elasticsearch's `GET /_capabilities` of `POST /_query`.
 */
export const capabilities = [
	/** The body takes `settings`. */
	'query_settings_request_body'
] as const;

export type Capability = (typeof capabilities)[number];

/** What a cluster says it has; features of which it says nothing are left out. */
export type Abilities = Readonly<Partial<Record<Capability, boolean>>>;
