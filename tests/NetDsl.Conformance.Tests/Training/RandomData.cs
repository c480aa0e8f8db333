namespace NetDsl.Conformance.Training;

/// <summary>Data without meaning, seeded: for what must hold whatever is learnt.</summary>
internal static class RandomData
{
    /// <summary>Inputs in [−1, 1) and classes.</summary>
    public static DataSet Classes(Shape input, int classes, int count, int seed)
    {
        var random = new Random(seed);
        float[] inputs = [.. Enumerable.Range(0, count * input.Count).Select(_ => 2 * random.NextSingle() - 1)];
        int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
        return new DataSet(new VectorExamples(input, inputs, labels));
    }
}
