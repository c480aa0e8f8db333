namespace NetDsl.Tests.Pretraining;

/// <summary>What restricted Boltzmann machines are made of, in double.</summary>
internal static class Reference
{
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    /// <summary>The number that the unit of this index in the batch is drawn by.</summary>
    public static float Uniform(int index, int stream, RandomPosition position) =>
        Philox.Uniform(Block(index, stream, position).Word(index % 4));

    /// <summary>The normal number of the unit of this index in the batch.</summary>
    public static double Normal(int index, int stream, RandomPosition position)
    {
        PhiloxBlock block = Block(index, stream, position);
        double radius = ((block.Word(index % 4 / 2 * 2) >> 9) + 0.5) / (1 << 23);
        double turn = (block.Word((index % 4 / 2 * 2) + 1) >> 8) * 2 * Math.PI / (1 << 24);
        return Math.Sqrt(-2 * Math.Log(radius)) * (index % 2 == 0 ? Math.Cos(turn) : Math.Sin(turn));
    }

    public static int TurnedUnit(float[] visible)
    {
        uint sum = 0;
        for (int i = 0; i < visible.Length; i++)
        {
            sum += NetDsl.TurnedUnit.Part(i, BitConverter.SingleToUInt32Bits(visible[i]));
        }

        return NetDsl.TurnedUnit.Of(sum, visible.Length);
    }

    private static PhiloxBlock Block(int index, int stream, RandomPosition position) =>
        Philox.At((uint)index / 4, stream, position.Step, position.Seed);
}
