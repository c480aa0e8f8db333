namespace NetDsl.Conformance.Training;

/// <summary>A model's learnt values as they are stored: equal only if every bit is.</summary>
internal static class ModelBits
{
    public static int[] Of(Model model) =>
        [.. model.Parameters.SelectMany(tensor => tensor.ToArray()).Select(BitConverter.SingleToInt32Bits)];
}
