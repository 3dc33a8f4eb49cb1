import type { Rows } from './signature';

/** Signatures of the vector functions. Kind: scalar. */
export const vector: Rows = {
	EMBEDDING: ['value:keyword, inference_id:keyword, options?:map -> dense_vector'],
	KNN: ['field:dense_vector|text, query:dense_vector, options?:map -> boolean'],
	TEXT_EMBEDDING: ['text:keyword, inference_id:keyword, options?:map -> dense_vector'],
	V_COSINE: ['left:dense_vector, right:dense_vector -> double'],
	V_DOT_PRODUCT: ['left:dense_vector, right:dense_vector -> double'],
	V_HAMMING: ['left:dense_vector, right:dense_vector -> double'],
	V_L1_NORM: ['left:dense_vector, right:dense_vector -> double'],
	V_L2_NORM: ['left:dense_vector, right:dense_vector -> double'],
	V_MAGNITUDE: ['input:dense_vector -> double']
};
