import { matchesPattern } from '../patterns';
import { type Policy, policiesOf } from '../policy';
import { jsonReply } from '../reply';
import type { Endpoint } from './endpoint';

/** `GET /_enrich/policy[/{name}]`: what ENRICH may name. A name that nobody has is left out, as Elasticsearch does. */
export const enrichPolicies: readonly Endpoint[] = ['/_enrich/policy', '/_enrich/policy/{name}'].map(
	(path) => ({
		methods: ['GET'],
		path,
		query: ['master_timeout'],
		answer({ segments: { name = '*' }, query }, { tables }) {
			const asked = name.split(',').map((part) => (part === '_all' ? '*' : part));
			const found = policiesOf(tables).filter((policy) =>
				asked.some((part) => matchesPattern(policy.name, part))
			);
			return jsonReply({ policies: found.map(policyOf) }, query);
		}
	})
);

const policyOf = ({ name, kind, indices, matchField, enrichFields }: Policy) => ({
	config: { [kind]: { name, indices, match_field: matchField, enrich_fields: enrichFields } }
});
