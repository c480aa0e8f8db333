using Xunit;

namespace NetDsl.Tests.Cpu;

/// <summary>The known answers are Random123's, from its file kat_vectors.</summary>
public sealed class PhiloxTests
{
    [Theory]
    [InlineData(
        new uint[] { 0, 0, 0, 0, 0, 0 },
        new uint[] { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 })]
    [InlineData(
        new uint[] { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
        new uint[] { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd })]
    [InlineData(
        new uint[] { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0 },
        new uint[] { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 })]
    public void Block_of_a_known_counter_and_key_is_the_published_one(uint[] input, uint[] expected)
    {
        PhiloxBlock block = Philox.Block(input[0], input[1], input[2], input[3], input[4], input[5]);

        Assert.Equal(expected, (uint[])[block.Word(0), block.Word(1), block.Word(2), block.Word(3)]);
    }

    [Fact]
    public void Uniform_of_the_extreme_words_stays_below_one()
    {
        Assert.Equal(0f, Philox.Uniform(0));
        Assert.True(Philox.Uniform(uint.MaxValue) < 1f);
    }

    [Theory]
    [InlineData(0u, 0, 0L, 0UL)]
    [InlineData(5u, 3, 7L, 42UL)]
    [InlineData(0xFFFF_FFFCu, -2, 0x1234_5678_9ABC_DEF0L, 0xFEDC_BA98_7654_3210UL)]
    public void Eight_blocks_at_once_are_the_same_as_one_after_the_other(uint index, int stream, long step, ulong seed)
    {
        // without 256-bit integers nobody asks for them
        if (!PhiloxBlocks.IsSupported)
        {
            return;
        }

        PhiloxBlocks all = PhiloxBlocks.At(index, stream, step, seed);
        for (int i = 0; i < PhiloxBlocks.Count; i++)
        {
            PhiloxBlock one = Philox.At(index + (uint)i, stream, step, seed);
            for (int word = 0; word < 4; word++)
            {
                Assert.Equal(one.Word(word), all.Words(i)[word]);
            }
        }
    }
}
