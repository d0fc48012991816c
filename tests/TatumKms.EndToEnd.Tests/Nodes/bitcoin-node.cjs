'use strict';

// Starts a Bitcoin full node (bcoin) on regtest: in memory, without peers, JSON-RPC on 127.0.0.1.
//   node bitcoin-node.cjs PORT API_KEY
// Prints READY when it answers. One RPC is added, `submittx RAW`: the verdict of the node's own mempool, which
// bcoin's sendrawtransaction does not give.

// The on-disk store is a native module that is neither built nor needed here.
const Module = require('module');
const load = Module._load;
Module._load = function (request, ...rest) {
  if (request === 'leveldown') {
    return function Unavailable() { throw new Error('no store on disk'); };
  }
  if (request === 'loady') {
    const loady = load.call(this, request, ...rest);
    return Object.assign((name, ...more) => (name === 'leveldown' ? {} : loady(name, ...more)), loady);
  }
  return load.call(this, request, ...rest);
};

process.env.NODE_BACKEND = 'js';
const FullNode = require('bcoin/lib/node/fullnode');
const TX = require('bcoin/lib/primitives/tx');

const [port, apiKey] = process.argv.slice(2);
const node = new FullNode({
  network: 'regtest',
  memory: true,
  workers: false,
  listen: false,
  httpHost: '127.0.0.1',
  httpPort: Number(port),
  apiKey,
  indexTX: true,
  logConsole: false,
});

node.rpc.add('submittx', async ([raw]) => {
  const transaction = TX.fromRaw(Buffer.from(raw, 'hex'));
  try {
    const missing = await node.mempool.addTX(transaction);
    return { accepted: !missing, txid: transaction.txid(), reason: missing ? 'its inputs are not there' : null };
  } catch (error) {
    if (error.type !== 'VerifyError') {
      throw error;
    }
    return { accepted: false, txid: transaction.txid(), reason: error.reason };
  }
}, node.rpc);

(async () => {
  await node.ensure();
  await node.open();
  console.log('READY');
})().catch((error) => {
  console.error(error.stack);
  process.exit(1);
});
