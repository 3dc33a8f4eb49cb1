/** How the demo cluster presents itself. The version is the one whose wire contract it follows. */
export const identity = {
	version: '9.5.0',
	buildHash: 'de300e5a1b2c3d4e5f60718293a4b5c6d7e8f900',
	buildDate: '2026-08-01T00:00:00.000000000Z',
	nodeName: 'demo-1',
	clusterName: 'demo',
	clusterUuid: 'ZGVtb19jbHVzdGVyX3V1aQ'
} as const;
