<#if facts.incomplete>
INCOMPLETE: data of this time was still on its way when the report was sent.

</#if>
${facts.title}
${facts.window}
${facts.freshness}

${summary}
<#if facts.rows gt 0>

${table}<#list notes as note>
${note}
</#list>
</#if>
<#if facts.files?has_content>

<#list facts.files as file>
<#if file.link.isPresent()>
${file.name} (${file.size()}): ${file.address()}
<#else>
Attached: ${file.name} (${file.size()})
</#if>
</#list>
</#if>

--
Report ${facts.report}, query ${facts.executionId}
