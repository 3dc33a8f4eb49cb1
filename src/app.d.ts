declare global {
	namespace App {
		interface Locals {
			requestId: string;
			visitor: import('$lib/server').Visitor;
		}
	}
}

export {};
