// node verify-klaytn.mjs RAW SENDER CHAINID: whether @kaiachain/js-ext-core reads the transaction and ethers recovers its sender from the
// digest that js-ext-core computes. Prints {"accepted": …}.
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
const { parseTransaction, KlaytnTxFactory } = require('@kaiachain/js-ext-core')
const { ethers } = require('ethers')
const [raw, sender, chainId] = process.argv.slice(2)

let accepted = false
try {
  const parsed = parseTransaction(raw)
  const [v, r, s] = parsed.txSignatures[0]
  const parity = Number(BigInt(v) - 2n * BigInt(chainId) - 35n)
  const transaction = KlaytnTxFactory.fromObject({ ...parsed, chainId: Number(chainId), input: parsed.data, data: undefined })
  const recovered = ethers.recoverAddress(ethers.keccak256(transaction.sigRLP()), { r: ethers.zeroPadValue(r, 32), s: ethers.zeroPadValue(s, 32), yParity: parity })
  accepted = recovered.toLowerCase() === sender && parsed.from.toLowerCase() === sender
} catch (problem) {
  console.error(String(problem))
}

console.log(JSON.stringify({ accepted }))
