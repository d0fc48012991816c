// Asks MultiversX's own SDK for the bytes that a signed transaction's signature is over, and for its id; Node.js verifies the signature.
//   node verify-multiversx.mjs TRANSACTION      the signed transaction, JSON
// Prints {"accepted":…,"id":…}.
import { createPublicKey, verify } from 'node:crypto';
import { createRequire } from 'node:module';

const { Address, Transaction, TransactionComputer } = createRequire(import.meta.url)('@multiversx/sdk-core');
const transaction = Transaction.newFromPlainObject(JSON.parse(process.argv[2]));
const computer = new TransactionComputer();

// DER of a public key of Ed25519: a fixed header and the 32 bytes.
const header = Buffer.from('302a300506032b6570032100', 'hex');
const der = Buffer.concat([header, Buffer.from(Address.newFromBech32(transaction.sender.toBech32()).getPublicKey())]);
const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
const accepted = verify(null, computer.computeBytesForVerifying(transaction), publicKey, Buffer.from(transaction.signature));
const hash = computer.computeTransactionHash(transaction);
console.log(JSON.stringify({ accepted, id: typeof hash === 'string' ? hash : Buffer.from(hash).toString('hex') }));
