// Asks two independent engines whether a signed Bitcoin Cash transaction is valid: libauth's virtual machine (the whole transaction, by the
// standard rules) and bitcore-lib-cash's interpreter (each input).
//   node verify-bitcoin-cash.mjs RAW '[{"value":1000,"script":"76a9…"}]'      the outputs that the inputs spend, in their order
// Prints {"accepted":…,"reason":…}.
import { createRequire } from 'node:module';
import { createVirtualMachineBCH, decodeTransactionBCH, hexToBin } from '@bitauth/libauth';

const bitcore = createRequire(import.meta.url)('bitcore-lib-cash');
const [raw, spentJson] = process.argv.slice(2);
const spent = JSON.parse(spentJson);

function libauth() {
  const transaction = decodeTransactionBCH(hexToBin(raw));
  if (typeof transaction === 'string') {
    return transaction;
  }
  const sourceOutputs = spent.map(({ value, script }) => ({ valueSatoshis: BigInt(value), lockingBytecode: hexToBin(script) }));
  const verdict = createVirtualMachineBCH(true).verify({ sourceOutputs, transaction });
  return verdict === true ? null : verdict;
}

function bitcoreLib() {
  const { Interpreter } = bitcore.Script;
  const flags = Interpreter.SCRIPT_VERIFY_P2SH | Interpreter.SCRIPT_VERIFY_STRICTENC | Interpreter.SCRIPT_VERIFY_LOW_S
    | Interpreter.SCRIPT_VERIFY_NULLFAIL | Interpreter.SCRIPT_ENABLE_SIGHASH_FORKID | Interpreter.SCRIPT_ENABLE_SCHNORR_MULTISIG;
  const transaction = new bitcore.Transaction(raw);
  for (const [i, { value, script }] of spent.entries()) {
    const interpreter = new Interpreter();
    const valid = interpreter.verify(
      transaction.inputs[i].script, bitcore.Script.fromHex(script), transaction, i, flags, new bitcore.crypto.BN(value));
    if (!valid) {
      return `input ${i}: ${interpreter.errstr}`;
    }
  }
  return null;
}

const reasons = [['libauth', libauth()], ['bitcore-lib-cash', bitcoreLib()]].filter(([, reason]) => reason !== null);
console.log(JSON.stringify({ accepted: reasons.length === 0, reason: reasons.map((pair) => pair.join(': ')).join('; ') }));
