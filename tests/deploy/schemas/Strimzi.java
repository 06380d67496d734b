import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.io.File;
import java.util.Map;

/** Reads manifests (a JSON list) into Strimzi's own classes; a field that they do not have is an error. */
public class Strimzi {
    private static final Map<String, String> CLASSES = Map.of(
            "KafkaTopic", "io.strimzi.api.kafka.model.topic.KafkaTopic",
            "KafkaUser", "io.strimzi.api.kafka.model.user.KafkaUser");

    public static void main(String[] arguments) throws Exception {
        ObjectMapper strict = new ObjectMapper();
        strict.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        // The classes keep what they do not know for later; here it must not be there.
        strict.setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
            @Override
            public Boolean hasAnySetter(Annotated annotated) {
                return false;
            }
        });
        for (JsonNode manifest : new ObjectMapper().readTree(new File(arguments[0]))) {
            String kind = manifest.get("kind").asText();
            strict.treeToValue(manifest, Class.forName(CLASSES.get(kind)));
        }
    }
}
