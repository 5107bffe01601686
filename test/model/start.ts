import { installChance } from './chance.ts'
import { installCrypto } from './crypto.ts'
import { installTime } from './time.ts'

// Imported first: from here on this process has time, chance and computing of the model's.
installChance()
installCrypto()
installTime()
