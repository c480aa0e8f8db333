using ResNet50Example;
using Examples;

return ImageNetProgram.Run(
    args,
    "The residual network of 50 layers, in both forms.",
    new ImageNetwork<ResNet50>(
        "resnet50", 224, ResNet50.OutputSize,
        $"{ResNet50.ParameterCount:N0} parameters, {ResNet50.MultiplyAdds:N0} multiply-adds an image",
        ResNet50.Create, ResNet50.Schedules.Published,
        (model, image, probabilities) => model.Probabilities(image, probabilities)),
    new ImageNetwork<ResNet50B>(
        "resnet50b", 224, ResNet50B.OutputSize,
        $"{ResNet50B.ParameterCount:N0} parameters, {ResNet50B.MultiplyAdds:N0} multiply-adds an image",
        ResNet50B.Create, null,
        (model, image, probabilities) => model.Probabilities(image, probabilities)));
