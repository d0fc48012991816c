// node verify-celo.mjs RAW SENDER: whether @celo/wallet-base recovers the sender of a transaction in one of Celo's own forms.
// Prints {"accepted": …}.
import { createRequire } from 'node:module'
const { recoverTransaction } = createRequire(import.meta.url)('@celo/wallet-base')
const [raw, sender] = process.argv.slice(2)

let accepted = false
try {
  accepted = recoverTransaction(raw)[1].toLowerCase() === sender
} catch (problem) {
  console.error(String(problem))
}

console.log(JSON.stringify({ accepted }))
