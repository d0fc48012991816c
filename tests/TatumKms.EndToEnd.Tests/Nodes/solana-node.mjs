// A small JSON-RPC front, on 127.0.0.1, of LiteSVM: Solana's own virtual machine (Agave), which checks signatures and block hashes and runs
// the real programs.
//   node solana-node.mjs PORT
// `fund [ADDRESS]` is added: it gives an account more SOL than anybody spends.
import { createServer } from 'node:http';
import { getBase58Decoder } from '@solana/kit';
import { LiteSVM, FailedTransactionMetadata } from 'litesvm';

const SIGNATURE_FAILURE = 11; // TransactionErrorFieldless in litesvm's internal.d.ts; a const enum leaves no names behind
const PLENTY = 10n ** 14n;
const svm = new LiteSVM().withSigverify(true).withBlockhashCheck(true).withTransactionHistory(1000n);
const done = new Map();
const inContext = (value) => ({ context: { slot: 1 }, value });

// A transaction: the number of signatures, those of 64 bytes each, and the message, whose first bit is set when it has a version.
function send(base64) {
  const raw = Buffer.from(base64, 'base64');
  const id = getBase58Decoder().decode(raw.subarray(1, 65));
  const isVersioned = raw[1 + 64 * raw[0]] >= 0x80;
  const result = isVersioned ? svm.inner.sendVersionedTransaction(raw) : svm.inner.sendLegacyTransaction(raw);
  const failed = result instanceof FailedTransactionMetadata || typeof result.err === 'function';
  if (failed) {
    if (result.err() === SIGNATURE_FAILURE) {
      throw Object.assign(new Error('Transaction signature verification failure'), { code: -32003 });
    }
    const reason = `${result.err()} ${result.meta().logs().join(' / ')}`;
    throw Object.assign(new Error(`Transaction simulation failed: ${reason}`), { code: -32002 });
  }
  done.set(id, { slot: 1, meta: { err: null, fee: 5000 * raw[0], computeUnitsConsumed: Number(result.computeUnitsConsumed()) } });
  return id;
}

const methods = {
  fund: ([address]) => { return svm.airdrop(address, PLENTY) !== null; },
  getBalance: ([address]) => inContext(String(svm.getBalance(address) ?? 0n)),
  getLatestBlockhash: () => inContext({ blockhash: svm.latestBlockhash(), lastValidBlockHeight: 150 }),
  getBlockHeight: () => 1,
  getTransaction: ([id]) => done.get(id) ?? null,
  sendTransaction: ([transaction]) => send(transaction),
};

function answer({ id, method, params }) {
  try {
    return { jsonrpc: '2.0', id, result: methods[method](params) };
  } catch (error) {
    return { jsonrpc: '2.0', id, error: { code: error.code ?? -32603, message: error.message } };
  }
}

createServer(async (request, response) => {
  let body = '';
  for await (const part of request) {
    body += part;
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answer(JSON.parse(body))));
}).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('READY'));
