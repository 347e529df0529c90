// The service worker: ARCHITECTURE.md, "The second visit", says why it is as it is.
//
// `index.html` decides the version; what it references under a name with a hash never changes. The
// manifest and its icons, which browsers look at in each visit, are kept for when the network has
// none. Everything else is left to the network.

// People notice after a second that they wait.
const PATIENCE_MS = 1_000;

// The page's address, and that of the folder that all files are in.
const PAGE = self.registration.scope;

// Other apps at this origin may have caches of their own.
const OURS = `seesaw ${PAGE} `;

// The number changes with the layout of what is in the cache.
const CACHE = `${OURS}1`;

// As trunk makes such names, and as the server knows them too.
const HASHED = /-[0-9a-f]{8,16}(_bg)?\.[a-z]+$/;

// Browsers know what they installed by these names, which therefore hold no hash.
const MANIFEST = `${PAGE}manifest.webmanifest`;
const NAMED = /\/(manifest\.webmanifest|icons\/[^/]+)$/;

self.addEventListener('install', (event) => {
  // Pages may change workers at any time: all that a worker knows is in the cache.
  self.skipWaiting();
  event.waitUntil(ask(PAGE).then(keep));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), forgetOtherCaches()]));
});

self.addEventListener('message', (event) => {
  event.waitUntil(tellIfOutdated(event.source, event.data).catch(() => {}));
});

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const [address] = url.split(/[?#]/, 1);
  if (method !== 'GET' || !address.startsWith(PAGE)) return;
  if (mode === 'navigate') {
    if (address === PAGE || address === `${PAGE}index.html`) event.respondWith(page(event));
  } else if (HASHED.test(address)) {
    event.respondWith(asset(event.request));
  } else if (NAMED.test(address)) {
    event.respondWith(named(event.request));
  }
});

// The page: the server's if it comes in time, else the kept one.
async function page(event) {
  const asked = ask(event.request);
  // What comes too late is for the next visit.
  event.waitUntil(asked.then((response) => keep(response.clone())).catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const inTime = await Promise.race([asked, late]).catch(() => undefined);
  return inTime ?? (await kept(PAGE)) ?? asked;
}

async function asset(request) {
  return (await kept(request)) ?? fetch(request);
}

async function named(request) {
  return ask(request).catch(() => kept(request));
}

// Some browsers grant no cache.
async function kept(request) {
  const cache = await caches.open(CACHE).catch(() => undefined);
  return cache?.match(request);
}

// A server in trouble counts as none.
async function ask(request) {
  const response = await fetch(request, { cache: 'no-cache' });
  if (response.status >= 500) throw new Error(`the server answers ${response.status}`);
  return response;
}

// What is kept is always complete. The page of a network that wants a password first is not kept,
// nor is one that was redirected, which browsers refuse from a worker.
async function keep(response) {
  const html = response.ok && !response.redirected ? await response.clone().text() : '';
  const files = references(html);
  const cache = await caches.open(CACHE);
  const before = (await (await cache.match(PAGE))?.text()) ?? '';
  if (files.length === 0 || html === before) return;
  const { icons } = await (await ask(MANIFEST)).json();
  const names = [MANIFEST, ...icons.map(({ src }) => new URL(src, PAGE).href)];
  const known = await Promise.all(files.map((file) => cache.match(file)));
  await cache.addAll([...names, ...files.filter((_, index) => !known[index])]);
  await cache.put(PAGE, response);
  // Another tab may be loading the version before.
  const needed = new Set([PAGE, ...names, ...files, ...references(before)]);
  const superfluous = (await cache.keys()).filter(({ url }) => !needed.has(url));
  await Promise.all(superfluous.map((request) => cache.delete(request)));
}

// The hashed files that a page, or its head, references: its version.
function references(html) {
  const links = Array.from(html.matchAll(/(?:href|src)="([^"]+)"/g), ([, link]) => link);
  return links.filter((link) => HASHED.test(link)).map((link) => new URL(link, PAGE).href);
}

// A page sends its own head to learn whether there is a newer one.
async function tellIfOutdated(client, head) {
  const response = await ask(PAGE);
  await keep(response.clone());
  const own = references(head);
  const files = response.ok ? references(await response.text()) : [];
  if (files.some((file) => !own.includes(file))) client.postMessage('outdated');
}

async function forgetOtherCaches() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}
