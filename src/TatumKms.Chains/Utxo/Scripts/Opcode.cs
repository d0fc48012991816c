namespace TatumKms.Chains.Utxo.Scripts;

/// <summary>The operations that standard scripts are made of, by Bitcoin's numbers.</summary>
internal static class Opcode
{
    public const byte Zero = 0x00;
    public const byte PushData1 = 0x4C;
    public const byte PushData2 = 0x4D;
    public const byte One = 0x51;
    public const byte Sixteen = 0x60;
    public const byte Return = 0x6A;
    public const byte Dup = 0x76;
    public const byte Equal = 0x87;
    public const byte EqualVerify = 0x88;
    public const byte Hash160 = 0xA9;
    public const byte CheckSig = 0xAC;
    public const byte CheckMultisig = 0xAE;

    /// <summary>OP_1 to OP_16.</summary>
    public static byte SmallNumber(int value) => value is >= 1 and <= 16
        ? (byte)(One + value - 1)
        : throw new ArgumentOutOfRangeException(nameof(value));
}
