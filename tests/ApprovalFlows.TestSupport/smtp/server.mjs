// A mail server that does as the recipient's name says, and writes every event as one line of JSON:
//   refused-550@…   the recipient is refused with that answer, always
//   once-451@…      the same, but the second time it is taken
//   content-552@…   refused after the text has come
//   stall-once@…    takes the text and never answers; the second time it does
//   drop-once@…     takes the text and closes the connection; the second time it answers
// It ends when its input does.
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const settings = JSON.parse(process.argv[2]);
const seen = new Set();
const secured = settings.certificate !== null;
let connections = 0;

function tell(event, more = {}) {
  process.stdout.write(`${JSON.stringify({ event, ...more })}\n`);
}

function refusal(code, text) {
  return Object.assign(new Error(text), { responseCode: code });
}

function isFirst(what) {
  if (seen.has(what)) return false;
  seen.add(what);
  return true;
}

function onRcptTo({ address }, session, answer) {
  const [, kind, code] = /^(refused|once)-(\d+)/.exec(address.toLowerCase()) ?? [];
  if (kind === 'refused' || (kind === 'once' && isFirst(address))) {
    tell('refused', { to: [address], code: Number(code) });
    return answer(refusal(Number(code), `no mail for ${address}`));
  }
  return answer();
}

function onData(stream, session, answer) {
  const chunks = [];
  stream.on('data', chunk => chunks.push(chunk));
  stream.on('end', () => {
    const to = session.envelope.rcptTo.map(recipient => recipient.address);
    const content = /^content-(\d+)/.exec(to[0]);
    const isDropped = to[0].startsWith('drop-once') && isFirst(to[0]);
    const isStalled = to[0].startsWith('stall-once') && isFirst(to[0]);
    const fate = content ? 'refused' : isDropped ? 'dropped' : isStalled ? 'stalled' : 'taken';
    tell('mail', {
      fate,
      connection: session.number,
      to,
      user: session.user ?? null,
      isSecure: session.secure,
      raw: Buffer.concat(chunks).toString('base64'),
    });
    if (content) answer(refusal(Number(content[1]), 'not this text'));
    else if (isDropped) closeAll();
    else if (!isStalled) answer();
  });
}

function closeAll() {
  for (const connection of server.connections) connection._socket.destroy();
}

const server = new SMTPServer({
  authOptional: settings.user === null,
  disabledCommands: secured ? [] : ['STARTTLS'],
  allowInsecureAuth: !secured,
  logger: false,
  ...(secured ? { key: readFileSync(settings.key), cert: readFileSync(settings.certificate) } : {}),
  onConnect(session, answer) {
    session.number = ++connections;
    tell('connect', { connection: session.number });
    answer();
  },
  onAuth({ username, password }, session, answer) {
    const isRight = username === settings.user && password === settings.password;
    tell('auth', { user: username, isRight });
    if (isRight) answer(null, { user: username });
    else answer(refusal(535, 'wrong password'));
  },
  onRcptTo,
  onData,
});

// A client that goes away in the middle is what is being tried.
server.on('error', error => tell('error', { text: error.message }));
server.listen(settings.port, '127.0.0.1', () => tell('listening', { port: server.server.address().port }));
process.stdin.on('end', () => process.exit(0)).resume();
