self.addEventListener('message', async ({ data }: MessageEvent<string>) => {
	const start = performance.now();
	const response = await fetch(data);
	const reader = response.body?.getReader();
	for (;;) if ((await reader?.read())?.done !== false) break;
	self.postMessage(performance.now() - start);
});
