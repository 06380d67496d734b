// Validates manifests (a JSON list in a file) by the schemas of their operators.
import { readFileSync } from "node:fs";
import * as keda from "@kubernetes-models/keda/keda.sh/v1alpha1";
import * as operator from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1";

const kinds = { "keda.sh/v1alpha1": keda, "monitoring.coreos.com/v1": operator };
for (const manifest of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const Kind = kinds[manifest.apiVersion][manifest.kind];
  new Kind(manifest).validate();
}
