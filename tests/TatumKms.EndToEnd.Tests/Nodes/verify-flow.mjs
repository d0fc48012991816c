// Verifies a transaction of Flow apart from the KMS: ethers encodes it (RLP), @onflow/sdk encodes it as well and must agree, noble hashes
// (SHA3-256) and verifies each signature.
//   node verify-flow.mjs BODY '{"1fe5…":"04…"}'      the body of POST /v1/transactions, and the signers' public keys by address
// Prints {"accepted":…,"id":…,"reason":…}.
import { createRequire } from 'node:module';
import { secp256k1 } from '@noble/curves/secp256k1';
import { sha3_256 } from '@noble/hashes/sha3';
import { encodeRlp, toBeHex } from 'ethers';

const sdk = createRequire(import.meta.url)('@onflow/sdk');
const [body, keys] = process.argv.slice(2).map((argument) => JSON.parse(argument));
const bytes = (base64) => Buffer.from(base64, 'base64');
const hex = (data) => `0x${Buffer.from(data).toString('hex')}`;
const number = (text) => (BigInt(text) === 0n ? '0x' : toBeHex(BigInt(text)));
const rlp = (item) => Buffer.from(encodeRlp(item).slice(2), 'hex');

const payload = [
  hex(bytes(body.script)), body.arguments.map((argument) => hex(bytes(argument))), `0x${body.reference_block_id}`, number(body.gas_limit),
  `0x${body.proposal_key.address}`, number(body.proposal_key.key_index), number(body.proposal_key.sequence_number), `0x${body.payer}`,
  body.authorizers.map((address) => `0x${address}`),
];
const signers = [...new Set([body.proposal_key.address, body.payer, ...body.authorizers])];
const signatures = (list) => list
  .map((item) => [signers.indexOf(item.address), Number(item.key_index), hex(bytes(item.signature))])
  .sort((a, b) => a[0] - b[0] || a[1] - b[1])
  .map(([signer, key, signature]) => [number(signer), number(key), signature]);

const tag = Buffer.alloc(32);
tag.write('FLOW-V0.0-transaction');
const payloadMessage = Buffer.concat([tag, rlp(payload)]);
const envelopeMessage = Buffer.concat([tag, rlp([payload, signatures(body.payload_signatures)])]);

const forSdk = {
  cadence: bytes(body.script).toString(),
  refBlock: body.reference_block_id,
  computeLimit: Number(body.gas_limit),
  arguments: body.arguments.map((argument) => JSON.parse(bytes(argument))),
  proposalKey: {
    address: body.proposal_key.address, keyId: Number(body.proposal_key.key_index), sequenceNum: Number(body.proposal_key.sequence_number),
  },
  payer: body.payer,
  authorizers: body.authorizers,
  payloadSigs: body.payload_signatures.map((item) => ({
    address: item.address, keyId: Number(item.key_index), sig: bytes(item.signature).toString('hex'),
  })),
};

const reasons = [];
const check = (right, reason) => right || reasons.push(reason);
check(sdk.encodeTransactionPayload(forSdk) === payloadMessage.toString('hex'), '@onflow/sdk encodes another payload');
check(sdk.encodeTransactionEnvelope(forSdk) === envelopeMessage.toString('hex'), '@onflow/sdk encodes another envelope');
const verify = (list, message, kind) => list.forEach((item) => check(
  secp256k1.verify(bytes(item.signature), sha3_256(message), keys[item.address], { lowS: false }), `${kind} signature of ${item.address}`));
verify(body.payload_signatures, payloadMessage, 'payload');
verify(body.envelope_signatures, envelopeMessage, 'envelope');
check(body.payload_signatures.some((item) => item.address === body.authorizers[0]), 'the authorizer has not signed');
check(body.envelope_signatures.some((item) => item.address === body.payer), 'the payer has not signed');

const id = Buffer.from(sha3_256(rlp([payload, signatures(body.payload_signatures), signatures(body.envelope_signatures)]))).toString('hex');
console.log(JSON.stringify({ accepted: reasons.length === 0, id, reason: reasons.join('; ') }));
