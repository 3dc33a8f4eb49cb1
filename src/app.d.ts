declare global {
	namespace App {
		interface Locals {
			requestId: string;
			/** What is told of an error that nobody expected. */
			failure?: string;
			visitor: import('$lib/server').Visitor;
		}
	}
}

export {};
