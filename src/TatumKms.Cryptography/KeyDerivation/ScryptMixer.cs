using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TatumKms.Cryptography.KeyDerivation;

/// <summary>
/// scryptROMix and scryptBlockMix over Salsa20/8 (RFC 7914, sections 3 to 5). A block of Salsa20 is four vectors, one for each
/// diagonal of its 4 x 4 matrix: a round is then four steps on whole vectors, and a turn of three of them leads from columns to
/// rows and back.
/// </summary>
internal readonly unsafe struct ScryptMixer
{
    /// <summary>How many blocks there are behind the n of the table: the second loop goes to and fro between them.</summary>
    public const int SpareBlocks = 2;

    private const int Words = 16, VectorsPerBlock = 4, DoubleRounds = 4;
    private readonly Vector128<uint>* _table;
    private readonly int _n;
    private readonly int _r;

    /// <summary>A mixer that works in a memory of n + <see cref="SpareBlocks"/> blocks, which must outlive it.</summary>
    public ScryptMixer(ScratchMemory memory, int n, int r)
    {
        _table = (Vector128<uint>*)memory.Address;
        (_n, _r) = (n, r);
    }

    /// <summary>The vectors of one block of scrypt, which is 2 * r blocks of Salsa20.</summary>
    private nuint Length => (nuint)(2 * VectorsPerBlock * _r);

    /// <summary>scryptROMix of one block, in place.</summary>
    public void Mix(Span<byte> block)
    {
        unchecked
        {
            var last = (nuint)_n * Length;
            Load(block, _table);
            for (nuint at = 0; at < last; at += Length)
            {
                MixBlock(_table + at, _table + at + Length);
            }

            // n is even: the last of the turns ends where the first began.
            var current = _table + last;
            var next = current + Length;
            for (var i = 0; i < _n; i += 2)
            {
                Add(_table + (Integerify(current) * Length), current);
                MixBlock(current, next);
                Add(_table + (Integerify(next) * Length), next);
                MixBlock(next, current);
            }

            Store(current, block);
        }
    }

    // The last 64 bytes as a number, modulo n: n is a power of two below 2^32, and the first word is the first of a diagonal.
    private nuint Integerify(Vector128<uint>* block) => block[Length - VectorsPerBlock].ToScalar() & (uint)(_n - 1);

    private void Add(Vector128<uint>* source, Vector128<uint>* target)
    {
        for (nuint i = 0; i < Length; i++)
        {
            target[i] ^= source[i];
        }
    }

    // All the time is spent here. Compiled for this very processor at the first call: code made ahead of time does not know its
    // instructions, and would be replaced only when half of the work is done.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MixBlock(Vector128<uint>* input, Vector128<uint>* output)
    {
        unchecked
        {
            var before = input + Length - VectorsPerBlock;
            var (a, b, c, d) = (before[0], before[1], before[2], before[3]);
            for (var i = 0; i < 2 * _r; i++)
            {
                var (startA, startB, startC, startD) = (a ^= input[0], b ^= input[1], c ^= input[2], d ^= input[3]);
                for (var round = 0; round < DoubleRounds; round++)
                {
                    b ^= Rotate(a + d, 7);
                    c ^= Rotate(b + a, 9);
                    d ^= Rotate(c + b, 13);
                    a ^= Rotate(d + c, 18);
                    (b, c, d) = (Turn(d), TurnHalf(c), TurnBack(b));
                    b ^= Rotate(a + d, 7);
                    c ^= Rotate(b + a, 9);
                    d ^= Rotate(c + b, 13);
                    a ^= Rotate(d + c, 18);
                    (b, c, d) = (Turn(d), TurnHalf(c), TurnBack(b));
                }

                // Blocks with an even number go to the first half, the others to the second.
                var target = output + (VectorsPerBlock * ((i >> 1) + ((i & 1) * _r)));
                (target[0], target[1], target[2], target[3]) = (a += startA, b += startB, c += startC, d += startD);
                input += VectorsPerBlock;
            }
        }
    }

    private static Vector128<uint> Rotate(Vector128<uint> words, int bits) => (words << bits) | (words >>> (32 - bits));

    private static Vector128<uint> Turn(Vector128<uint> words) => Vector128.Shuffle(words, Vector128.Create(1u, 2, 3, 0));

    private static Vector128<uint> TurnHalf(Vector128<uint> words) => Vector128.Shuffle(words, Vector128.Create(2u, 3, 0, 1));

    private static Vector128<uint> TurnBack(Vector128<uint> words) => Vector128.Shuffle(words, Vector128.Create(3u, 0, 1, 2));

    private static void Load(ReadOnlySpan<byte> bytes, Vector128<uint>* vectors)
    {
        for (var i = 0; i < bytes.Length / sizeof(uint); i++)
        {
            ((uint*)vectors)[PlaceOf(i)] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * sizeof(uint))..]);
        }
    }

    private static void Store(Vector128<uint>* vectors, Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length / sizeof(uint); i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[(i * sizeof(uint))..], ((uint*)vectors)[PlaceOf(i)]);
        }
    }

    // Column c of row r is element c of the diagonal that begins r - c rows down: words 0, 5, 10, 15 are the first vector.
    private static int PlaceOf(int word)
    {
        var (row, column) = (word % Words / 4, word % 4);
        return word - (word % Words) + (4 * ((row - column) & 3)) + column;
    }
}
