import type { Rows } from './signature';

/** Signatures of the network functions. Kind: scalar. */
export const network: Rows = {
	CIDR_MATCH: ['ip:ip, blockX:keyword|text... -> boolean'],
	IP_PREFIX: ['ip:ip, prefixLengthV4:integer, prefixLengthV6:integer -> ip'],
	NETWORK_DIRECTION: ['source_ip:ip, destination_ip:ip, internal_networks:keyword|text -> keyword']
};
