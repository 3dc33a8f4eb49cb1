export { toBody, toUrl } from './body';
export {
	decodeLink,
	encodeLink,
	MAX_LINK_BYTES,
	MAX_LINK_LENGTH,
	type Decoded,
	type LinkState
} from './link';
export { rememberParams, styleOf, syncParams } from './params';
export { readRequest } from './read';
export { validate, type Issue } from './validate';
export { inferType, readValue, type Reading } from './value';
