// Asks an independent reader whether a signed Stellar transaction is valid: Stellar's own library reads the envelope, writes it again and
// hashes it, and Node's Ed25519 verifies each signature with the source account's key.
//   node verify-stellar.mjs ENVELOPE 'Test SDF Network ; September 2015'      the envelope in Base64, the network's passphrase
// Prints {"accepted":…,"transactionId":…,"source":…,"operations":[{"type":…,"destination":…,"amount":…}]}.
import { createPublicKey, verify } from 'node:crypto';
import stellar from '@stellar/stellar-base';

const [envelope, passphrase] = process.argv.slice(2);
const transaction = stellar.TransactionBuilder.fromXDR(envelope, passphrase);
const hash = transaction.hash();

const raw = stellar.StrKey.decodeEd25519PublicKey(transaction.source);
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const publicKey = createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' });
const isValid = (signature) =>
  signature.hint().equals(Buffer.from(raw.subarray(28))) && verify(null, hash, publicKey, signature.signature());

const { signatures, source, operations } = transaction;
console.log(JSON.stringify({
  accepted: transaction.toXDR() === envelope && signatures.length > 0 && signatures.every(isValid),
  transactionId: hash.toString('hex'),
  source,
  operations: operations.map(({ type, destination, amount }) => ({ type, destination, amount })),
}));
