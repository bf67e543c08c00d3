/** What the present policy of figures is, in its own words. */
import type { Page } from "../page";

export function PolicyNote({ page }: { page: Page }) {
  const policy = page.policy();
  return (
    <p class="policy" aria-live="polite">
      <b>{page.word("ui", "policy_name", { name: policy.name })}</b> {policy.says}
    </p>
  );
}
