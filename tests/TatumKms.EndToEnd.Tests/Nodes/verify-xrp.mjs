// Asks two independent libraries whether a signed XRP transaction is valid: xrpl.js (decodes it, checks the fields of its type, encodes it
// again, verifies the signature) and verify-xrpl-signature (verifies it with a codec of its own).
//   node verify-xrp.mjs BLOB                    the signed transaction in hexadecimal
// Prints {"accepted":…,"refusals":…,"id":…,"reason":…}: how many of the two refuse it, and the id that xrpl.js gives it.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const xrpl = require('xrpl');
const { verifySignature } = require('verify-xrpl-signature');
const blob = process.argv[2];

function xrplJs() {
  const transaction = xrpl.decode(blob);
  xrpl.validate({ ...transaction });
  if (xrpl.encode(transaction) !== blob) {
    return 'its canonical form differs';
  }
  if (xrpl.deriveAddress(transaction.SigningPubKey) !== transaction.Account) {
    return 'the key is not the account\'s';
  }
  return xrpl.verifySignature(blob) ? null : 'the signature is not valid';
}

function otherLibrary() {
  return verifySignature(blob).signatureValid ? null : 'the signature is not valid';
}

function verdictOf(library) {
  try {
    return library();
  } catch (error) {
    return error.message;
  }
}

const reasons = [['xrpl.js', verdictOf(xrplJs)], ['verify-xrpl-signature', verdictOf(otherLibrary)]];
const accepted = reasons.every(([, reason]) => reason === null);
console.log(JSON.stringify({
  accepted,
  refusals: reasons.filter(([, reason]) => reason !== null).length,
  id: accepted ? xrpl.hashes.hashSignedTx(blob) : null,
  reason: reasons.filter(([, reason]) => reason !== null).map((pair) => pair.join(': ')).join('; '),
}));
