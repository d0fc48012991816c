// Asks an independent reader whether a signed Algorand transaction is valid: Algorand's own library reads it, writes it again and hashes it, and
// Node's Ed25519 verifies the signature with the key of the sender, or of the named signer.
//   node verify-algorand.mjs RAW      the signed transaction in hexadecimal
// Prints {"accepted":…,"transactionId":…,"sender":…,"type":…}.
import { createPublicKey, verify } from 'node:crypto';
import algosdk from 'algosdk';

const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

function judge(raw) {
  const signed = algosdk.decodeSignedTransaction(raw);
  const { txn, sig, sgnr } = signed;
  const signer = (sgnr ?? txn.sender).publicKey;
  const key = createPublicKey({ key: Buffer.concat([spkiPrefix, signer]), format: 'der', type: 'spki' });
  const isCanonical = raw.equals(Buffer.from(algosdk.encodeMsgpack(signed)));
  return {
    accepted: isCanonical && verify(null, txn.bytesToSign(), key, Buffer.from(sig)),
    transactionId: txn.txID(),
    sender: txn.sender.toString(),
    type: txn.type,
  };
}

let verdict;
try {
  verdict = judge(Buffer.from(process.argv[2], 'hex'));
} catch {
  verdict = { accepted: false };
}
console.log(JSON.stringify(verdict));
