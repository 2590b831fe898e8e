// Installs the npm packages and copies the files that pages load to wwwroot/lib.
// Several builds may run at once (solution build, tests, publish): the first one that
// creates the lock directory works, the others wait for it and then find everything done.
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync }
  from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = import.meta.dirname;
const lib = join(root, 'wwwroot', 'lib');
const done = join(lib, '.done');
const lock = join(root, '.assets-lock');
const staleLockMinutes = 10;
const waitSeconds = 300;

const files = {
  '@tabler/core/dist/css/tabler.min.css': 'tabler.min.css',
  '@tabler/icons-webfont/dist/tabler-icons.min.css': 'tabler-icons.min.css',
  '@tabler/icons-webfont/dist/fonts/tabler-icons.woff2': 'fonts/tabler-icons.woff2',
  'htmx.org/dist/htmx.min.js': 'htmx.min.js',
  'echarts/dist/echarts.min.js': 'echarts.min.js',
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf':
    'fonts/NotoSansSC-Regular.ttf',
  '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf': 'fonts/NotoSansSC-Bold.ttf',
};

// A whole program of its own: served byte by byte as it comes, without its source maps.
const studio = '@elsa-workflows/elsa-studio-wasm';

function wanted() {
  const hash = createHash('sha256');
  for (const name of ['package-lock.json', 'assets.mjs']) hash.update(readFileSync(join(root, name)));
  return hash.digest('hex');
}

function isDone() {
  return existsSync(done) && readFileSync(done, 'utf8') === wanted();
}

function tryLock() {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age > staleLockMinutes * 60_000) rmSync(lock, { recursive: true, force: true });
  return false;
}

function install() {
  execSync('npm ci --ignore-scripts --no-audit --no-fund', { cwd: root, stdio: 'inherit' });
  for (const [source, target] of Object.entries(files)) {
    const to = join(lib, target);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(root, 'node_modules', source), to);
  }
  cpSync(join(root, 'node_modules', studio), join(lib, 'studio'), {
    recursive: true,
    filter: source => !/\.map(\.br|\.gz)?$|index\.html$|login_background/.test(source),
  });
  writeFileSync(done, wanted());
}

for (let second = 0; !isDone(); second++) {
  if (second === waitSeconds) {
    throw new Error(`Another build holds ${lock}. Delete it if no build is running.`);
  }
  if (!tryLock()) {
    await pause(1000);
    continue;
  }
  try {
    if (!isDone()) install();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

const stamp = process.argv[2];
if (stamp) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
}
